import { describe, expect, it } from 'vitest'
import { judge } from '../../../src/answer'
import { everyQuestion } from '../../answers/questions'

const questionOf = (id: string) => {
  const found = everyQuestion.find((one) => one.id === id)?.question
  if (!found) throw new Error(`There is no question ${id}`)
  return found
}
const remarkOn = (id: string, answer: string) => {
  const said = judge(questionOf(id), answer)
  return said.state === 'wrong' ? said.remark : said
}

describe('a remark on a wrong answer compares it with the right one', () => {
  it.each([
    ['3-weight-initialization/scale', '3/√d', /a constant factor/],
    ['3-weight-initialization/scale', 'd^-2', /falls too fast with \$d\$/],
    ['3-weight-initialization/scale', 'd^-0.2', /falls too slowly with \$d\$/],
    ['3-weight-initialization/scale', 'log d', /grows with \$d\$\. Should it/],
    ['3-weight-initialization/scale', '0.5', /does not depend on \$d\$/],
    ['3-weight-initialization/scale', '-1/√d', /negative/],
    ['3-weight-initialization/scale', '1/√d + 1', /off by the same number/],
    [
      '4-bottleneck-residual/multiplications',
      '2 N N_b (L-2)',
      /dependence on \$N\$ and \$N_b\$ is right.*too fast with \$L\$/,
    ],
    ['4-bottleneck-residual/multiplications', '2 N N_b', /does not depend on \$L\$/],
    ['4-bottleneck-residual/multiplications', '0', /zero/],
    ['4-bottleneck-residual/direct', 'γ^(L+1)', /factor \$\\gamma\$ too many times/],
    ['4-bottleneck-residual/direct', 'γ^(L-3)', /factor \$\\gamma\$ too few times/],
    ['4-bottleneck-residual/direct', '1 - γ^(L-1)', /too large at .* and too small at/],
    ['5-rnn-run-time/past', 'g^(t-3)', /does not depend on \$s\$/],
    ['2-loss-heads/order', 'L^3', /grows too fast/],
    ['2-loss-heads/order', '√L', /grows too slowly/],
    ['2-loss-heads/order', '2^L', /grows too fast/],
    ['2-loss-heads/visits', '211', /a little too large/],
    ['2-loss-heads/visits', '3', /far too small/],
    ['3-weight-initialization/mean', '50', /write %/],
    ['3-weight-initialization/mean', '-1', /negative/],
    ['2-loss-heads/residual', '2 h[i] + sigma(W[i,I] h[I] - B[i])', /skip has a factor/],
    ['1-residual-shape/matrix', '2 W[j,I] L[b,x,y,I]', /a factor/],
    ['1-residual-shape/matrix', '-W[j,I] L[b,x,y,I]', /other sign/],
    // The bias is optional, and the skip may stand alone.
    ['2-loss-heads/residual', 'h[i] sigma(W[i,I] h[I])', /values are not right/],
    ['1-residual-shape/matrix', 'L[b,x,y,j]', /does not read \$W_n\$/],
    ['1-residual-shape/matrix', 'W[j,I] L[b,x,y,K]', /\$I\$ stands only once/],
    ['1-residual-shape/matrix', 'W[j,I] L[b,x,x,I]', /same for every \$y\$/],
    ['1-residual-shape/matrix', 'W[j,I] L[b,x,y,I] L[b,x,y,I]', /values are not right/],
  ])('%s: %s', (id, answer, says) => {
    expect(remarkOn(id, answer)).toMatch(says)
  })
})

it('names a slip of parentheses where the answer would be right with them', () => {
  for (const answer of ['2NN_bL-1', '2nn_b*l - 1', '2 N N_b L-1'])
    expect([answer, judge(questionOf('4-bottleneck-residual/multiplications'), answer)]).toMatchObject([
      answer,
      { state: 'wrong', says: expect.stringContaining('1 is subtracted from the whole product') },
    ])
})

describe('words', () => {
  const why = questionOf('2-loss-heads/why-heads')
  it.each(['x', '?', 'I do not', 'no no no no no', '1 2 3 4 5', '😀😀😀😀', 'a'.repeat(10_000)])(
    '%j are no attempt',
    (given) => {
      expect(judge(why, given).state).toBe('unreadable')
    },
  )
  it.each([
    'each layer hears a loss',
    'weil jede Schicht einen Verlust hört',
    '因为每一层都有自己的损失',
    'لأن كل طبقة لها خسارة',
  ])('%j are one', (given) => {
    expect(judge(why, given).state).toBe('kept')
  })
})
