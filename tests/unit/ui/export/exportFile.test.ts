// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { chartSvg } from '../../../../src/ui/export/exportFile'

describe('chartSvg', () => {
  const chart = document.createElement('div')
  chart.innerHTML = `
    <p class="chart-title">Variance &amp; slope</p>
    <p class="chart-axis">variance <span class="formula"><math><semantics><mi>V</mi><annotation>\\operatorname{Var} y</annotation></semantics></math></span></p>
    <div class="chart-box"><div><svg class="recharts-surface" style="width: 100%"><g><path class="mark" d="M0,0L1,1"/><svg><text>nested</text></svg></g></svg></div></div>
    <ul class="chart-legend"><li><svg class="chart-key"><path d="M1,6H25"/></svg><span>theory</span></li></ul>`
  document.body.append(chart)

  it('is one well-formed picture with every drawing and every word, and nothing that needs the page', () => {
    const picture = new DOMParser().parseFromString(chartSvg(chart) ?? '', 'image/svg+xml').documentElement
    expect(picture.namespaceURI).toBe('http://www.w3.org/2000/svg')
    expect([...picture.children].map(({ localName }) => localName)).toEqual(['svg', 'svg', 'text', 'text', 'text'])
    expect([...picture.querySelectorAll(':scope > text')].map(({ textContent }) => textContent)).toEqual([
      'Variance & slope',
      'variance Var y',
      'theory',
    ])
    expect(picture.querySelector('[class], [style]')).toBeNull()
    expect(picture.querySelector('path')?.getAttribute('d')).toBe('M0,0L1,1')
  })

  it('is nothing where nothing is drawn', () => {
    expect(chartSvg(document.createElement('div'))).toBeUndefined()
  })
})
