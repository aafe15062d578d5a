import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { PlotWords } from '../../../../../src/charts/plot/words/PlotWords'

it('names a line at its end, and tells its slope under the name', () => {
  const html = renderToStaticMarkup(
    <PlotWords
      area={{ left: 0, right: 300, top: 0, bottom: 200 }}
      em={14}
      rules={[]}
      notes={[]}
      lines={[]}
      spans={{ x: [0, 1], y: [0, 1] }}
      lane={undefined}
      sx={(x) => x}
      sy={(y) => y}
      ends={[
        {
          name: 'once',
          label: 'one sweep back, to R',
          short: 'one sweep',
          symbol: undefined,
          term: 'once',
          order: 0,
          y: 0.5,
          detail: '1.02 ± 0.03, theory 1',
        },
      ]}
    />,
  )
  const words = html.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|')
  expect(words).toBe('|one sweep|1.02 ± 0.03|theory 1|')
})
