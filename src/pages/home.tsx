import { type PlacedFigure, ProblemCard } from './card'
import type { Problem } from './contents'
import { Shell } from './shell'
import { Formula } from './words'
import { AskedAgain, YourWork } from './work'

/** The figure that the home page shows. */
export interface PlacedHero {
  readonly problem: string
  readonly name: string
  /** Its panel, as the client will take it over. */
  readonly html: string
}

interface HomeProps {
  readonly problems: readonly Problem[]
  /** The figures of each problem, in the order of its page. */
  readonly figures: ReadonlyMap<string, readonly PlacedFigure[]>
  readonly hero: PlacedHero | undefined
  /** The names of the questions of each problem, in the order of its page. */
  readonly questions: ReadonlyMap<string, readonly string[]>
  /** Renders TeX to HTML. */
  readonly formula: (source: string) => string
}

/** The home page: what the book is, a live figure, its problems, how to read it. */
export function Home({ problems, figures, hero, questions, formula }: HomeProps) {
  return (
    <Shell root="./" home>
      <main id="top" className="home" tabIndex={-1}>
        <div className="opening">
          <header className="cover">
            <h1>Trainability</h1>
            <p className="subtitle">Five problems on why deep networks train, or do not</p>
          </header>
          {hero && <Hero {...hero} />}
          <div className="about">
            <p>
              This is a book that runs. Each page states a problem, derives the answer, and runs the very network that
              the answer speaks about, on your own machine, next to the line that the derivation predicts.
            </p>
            <p>Change a number and the line moves at once. The measurement follows, and says whether the two agree.</p>
          </div>
        </div>
        <section aria-labelledby="problems">
          <h2 id="problems">The problems</h2>
          {/* biome-ignore lint/a11y/noRedundantRoles: a list without its numbers is none to some screen readers. */}
          <ol className="problem-list" role="list">
            {problems.map((problem) => (
              <ProblemCard
                key={problem.id}
                problem={problem}
                figures={figures.get(problem.id) ?? []}
                questions={questions.get(problem.id) ?? []}
              />
            ))}
          </ol>
        </section>
        <YourWork />
        <AskedAgain count={[...questions.values()].flat().length} />
        <Reading />
        <Indices formula={formula} />
        <Colophon />
      </main>
    </Shell>
  )
}

/** The place of the hero: an island, as figures are. */
function Hero({ problem, name, html }: PlacedHero) {
  const island = { 'data-island': 'hero', 'data-problem': problem, 'data-figure': name }
  return (
    <div className="hero-place">
      <noscript>
        <p className="scriptless">
          This figure runs on your machine, in JavaScript. Without it you see the network, at rest.
        </p>
      </noscript>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the panel's own prerendering. */}
      <div {...island} dangerouslySetInnerHTML={{ __html: html }} />
    </div>
  )
}

function Reading() {
  return (
    <section aria-labelledby="reading">
      <h2 id="reading">How to read</h2>
      <p>
        Every part begins with its question. Type your answer, right or wrong: the page says what it would mean, and
        many figures run it. If you are stuck, take a hint; when you have an answer, open the solution, and compare
        reason by reason. Solutions stay closed until you ask for them, and figures that would give an answer away wait
        for yours.
      </p>
      <p>
        Then play with the figure. Words underlined <span className="preset-link">like these</span> set it for you. A
        figure draws random networks and runs them, so what it measures has an error, and it always shows both.
      </p>
      <dl className="legend">
        <div>
          <dt>
            <Swatch kind="measured" /> Measured
          </dt>
          <dd>
            Points with whiskers of one standard error, or where there are many, a line with a band. They come from
            networks that just ran on your machine.
          </dd>
        </div>
        <div>
          <dt>
            <Swatch kind="theory" /> Theory
          </dt>
          <dd>
            A broad pale line behind them. It comes from the derivation on the page, computed, never fitted to the
            measurement.
          </dd>
        </div>
        <div>
          <dt>
            <Swatch kind="verdict" /> Verdict
          </dt>
          <dd>
            How many standard errors lie between the two. Up to four they agree, or a little more where many points are
            compared at once. Beyond that they disagree, and it means something: an assumption was broken, or the theory
            is wrong.
          </dd>
        </div>
      </dl>
      <p>
        Where a sentence makes a claim that can be checked, a button beside it checks it, and the tests of the book
        check every one of them too. The setting of every figure is part of the page’s address: copy the link, and
        somebody else sees what you see.
      </p>
    </section>
  )
}

function Swatch({ kind }: { readonly kind: 'measured' | 'theory' | 'verdict' }) {
  return (
    <svg className={`swatch swatch-${kind}`} viewBox="0 0 40 14" width="40" height="14" aria-hidden="true">
      {kind === 'theory' && <path className="line" d="M0 8L40 5" />}
      {kind === 'measured' && (
        <>
          <path className="error" d="M6 4V13M20 3V11M34 1V9" />
          {[8.5, 7, 5].map((y, i) => (
            <circle key={y} cx={6 + 14 * i} cy={y} r="2.6" />
          ))}
        </>
      )}
      {kind === 'verdict' && (
        <>
          <path className="error" d="M8 7H32M8 3V11M32 3V11" />
          <circle cx="20" cy="7" r="3" />
          <path className="target" d="M26 0V14" />
        </>
      )}
    </svg>
  )
}

function Indices({ formula }: Pick<HomeProps, 'formula'>) {
  const tex = (source: string) => <Formula html={formula(source)} />
  return (
    <section aria-labelledby="indices">
      <h2 id="indices">Capital indices</h2>
      <p>
        The problems write a tensor with its indices in brackets. A small index is one entry: {tex('x[i]')} is a number.
        A capital index is the whole slice: {tex('x[I]')} is the vector of all {tex('x[i]')}, and {tex('W[i, J]')} is
        row {tex('i')} of a matrix. A capital index that is repeated in a product is summed over:
      </p>
      <div className="display">
        <Formula html={formula('\\displaystyle W[i, J]\\,h[J] = \\sum_j W[i, j]\\,h[j]')} />
      </div>
      <p>So {tex('W[I]\\,x[I]')} is an inner product. All pages keep to this.</p>
    </section>
  )
}

function Colophon() {
  return (
    <section aria-labelledby="colophon" className="colophon">
      <h2 id="colophon">About this book</h2>
      <p>
        The problems are those of TTIC 31230, <cite>Fundamentals of Deep Learning</cite>, 2020, by David McAllester,
        under the heading “Problems for Trainability”. They are restated here; the equations, the index convention and
        the letters of the parts are kept as printed. Where the print has a slip, a note beside it says so. The
        derivations and the figures are this book’s own.
      </p>
      <p>
        The networks run in TensorFlow.js: on the graphics card through WebGL where its arithmetic passes a test, else
        in WebAssembly, else in plain JavaScript. Every figure names what it runs on. It works in current Chrome, Edge,
        Firefox and Safari. Without JavaScript the text and the formulas can be read; the figures stand still. Nothing
        is loaded from anywhere but this site, and nothing about you is sent. What you answer and note, and the theme
        that you choose, are stored in your own browser.
      </p>
      <p>
        Set in Source Serif and Source Sans, with mathematics by KaTeX. The code is under the MIT licence, the text
        under <a href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0</a>.
      </p>
    </section>
  )
}
