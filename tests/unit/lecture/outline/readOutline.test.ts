// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { readOutline } from '../../../../src/lecture/outline/readOutline'

const PAGE = `
<header class="title-block"><p class="label">Problem 3</p><h1>Weight initialization</h1></header>
<article>
  <p>Before the problem.</p>
  <section class="problem" id="problem"><h2 class="label">The problem</h2>
    <p>A unit computes</p><div class="display">y</div><div class="note">As printed</div><ul><li>One.</li><li>Two.</li></ul>
  </section>
  <details class="letters"><p>left out</p></details>
  <section class="part" id="a"><div class="part-head"><h2><span class="spoken">Part </span>The scale</h2><a class="anchor">#</a></div>
    <p>What value of <span class="katex"><span class="katex-mathml"><math><semantics><mi>σ</mi><annotation>\\sigma</annotation></semantics></math></span><span class="katex-html">σ</span></span>:</p>
    <details class="reveal hint"><summary>Hint</summary><div class="reveal-body"><p>First.</p><div class="display">z</div></div></details>
    <details class="reveal solution"><summary>Solution</summary><div class="reveal-body">
      <p>The idea.</p><ol class="steps"><li class="step">1</li><li class="step">2</li></ol><div class="assumption">If.</div>
    </div></details>
    <p class="scriptless">Without script</p>
    <div class="figure-place" data-island="figure" data-figure="variance"><p class="figure-title">The sum</p><p class="figure-summary">Look.</p>
      <button class="preset" data-preset="unit" title="How large?">Scaled</button></div>
    <div class="question-place"><section data-question="3-weight-initialization/scale"></section></div>
    <h3 id="more">More</h3>
    <ul class="claims"><li class="claim">It is 1.</li></ul>
    <div class="speaker-notes" hidden><p>Wait.</p></div>
    <div class="scene"><p>Two networks.</p></div>
    <div class="takeaway"><p class="label">To take along</p><p>Scale.</p></div>
    <details class="reader-notes"><p>added by a script</p></details>
  </section>
</article>`

it('reads the pieces of a page in its order, each by what it is', () => {
  document.body.innerHTML = `<main>${PAGE}</main>`
  const main = document.querySelector('main')
  if (!main) throw new Error('no page')
  const { outline, elements } = readOutline(main)
  expect(outline.title).toBe('Weight initialization')
  expect(outline.sections.map(({ id, title }) => [id, title])).toEqual([
    ['title', 'Weight initialization'],
    ['problem', 'The problem'],
    ['a', 'The scale'],
  ])
  const [title, problem, part] = outline.sections
  expect(title?.pieces.map(({ kind }) => kind)).toEqual(['text', 'text'])
  expect(problem?.pieces.map(({ kind }) => kind)).toEqual(['text', 'formula', 'aside', 'text', 'text'])
  expect(part?.pieces.map(({ kind, solves }) => (solves ? `${kind} of the solution` : kind))).toEqual([
    'text',
    'hint',
    'text of the solution',
    'step of the solution',
    'step of the solution',
    'assumption of the solution',
    'figure',
    'question',
    'heading',
    'claim',
    'notes',
    'scene',
    'takeaway',
  ])
  expect(part?.pieces[0]).toMatchObject({ words: 'What value of σ:', leads: true })
  expect(part?.pieces[1]?.inside?.map(({ kind }) => kind)).toEqual(['text', 'formula'])
  expect(part?.pieces.find(({ kind }) => kind === 'question')?.question).toBe('scale')
  expect(part?.pieces.find(({ kind }) => kind === 'figure')?.figure).toEqual({
    name: 'variance',
    title: 'The sum',
    summary: 'Look.',
    presets: [{ name: 'unit', title: 'Scaled', says: 'How large?' }],
  })
  for (const section of outline.sections)
    for (const { at } of section.pieces) expect(elements[at]).toBeInstanceOf(HTMLElement)
})

it('refuses a page that is not of a problem', () => {
  document.body.innerHTML = '<main><p>Home</p></main>'
  const main = document.querySelector('main')
  expect(() => main && readOutline(main)).toThrow('title block')
})
