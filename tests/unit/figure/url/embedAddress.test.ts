import { describe, expect, it } from 'vitest'
import { embedSearch, readEmbed, withoutEmbed } from '../../../../src/figure/url/embedAddress'

describe('the address of an embedded figure', () => {
  it('names figure, view, controls and the origin of the page around', () => {
    expect(readEmbed('?embed=variance&view=the-sums&controls=presets&parent=https://deck.example/talk/')).toEqual({
      figure: 'variance',
      view: 'the-sums',
      controls: 'presets',
      parent: 'https://deck.example',
    })
  })

  it('embeds nothing where it does not say so, and shows all controls where it does not say which', () => {
    expect(readEmbed('?variance.d=4&view=numbers')).toBeUndefined()
    expect(readEmbed('?embed=variance&controls=few')?.controls).toBe('all')
  })

  it.each(['', 'deck.example', 'javascript:alert(1)', 'data:text/html,x', '*', 'file:///talk.html'])(
    'obeys no page with parent=%s',
    (parent) => {
      expect(readEmbed(`?embed=variance&parent=${encodeURIComponent(parent)}`)?.parent).toBeUndefined()
    },
  )

  it('obeys a file, whose origin is "null", if the address says so', () => {
    expect(readEmbed('?embed=variance&parent=null')?.parent).toBe('null')
  })

  it('becomes that of the whole page with the same setting, and back', () => {
    const setting = '?backend=wasm&variance.d=16'
    expect(withoutEmbed(`?embed=variance&view=numbers&controls=none&theme=dark&parent=null&${setting.slice(1)}`)).toBe(
      setting,
    )
    expect(withoutEmbed('?view=numbers')).toBe('?view=numbers')
    expect(embedSearch('variance', '?variance.d=16&variance.pin=a&variance.pin=b')).toBe(
      '?embed=variance&variance.d=16&variance.pin=a&variance.pin=b',
    )
  })
})
