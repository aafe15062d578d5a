import type { ReactNode } from 'react'
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { loadExperiments, loadQuestions, problemIds } from '../../engine/catalog'
import { type Experiment, heroOf, type Placed, type Questions } from '../../experiment'
import { Session } from '../../figure/session'
import type { PlacedFigure } from '../../pages/card'
import { neighbours } from '../../pages/contents'
import { formulaHtml } from '../../pages/formulas'
import { Home, type PlacedHero } from '../../pages/home'
import { ClaimIsland, claimPrefix, FigureIsland, figurePrefix, HERO_PREFIX, HeroIsland } from '../../pages/islands'
import type { PageData } from '../../pages/pageData'
import { type ProblemPage, problemPages } from '../../pages/pages'
import { ProblemDocument } from '../../pages/problem'
import { QuestionIsland, questionPrefix } from '../../pages/questionIsland'
import { Prose } from '../../ui/prose/Prose'
import { sketchAxes } from '../../ui/question/field/sketchAxes'
import { textsOf } from '../../ui/question/texts'
import { checkLinks } from './links'

/** A page of the book as HTML. */
export interface RenderedPage {
  /** The path from the root: "" or "problems/3-weight-initialization/". */
  readonly route: string
  readonly title: string
  readonly description: string
  /** The content of the body. */
  readonly body: string
}

const BOOK = 'Trainability'

/** Renders every page of the book to HTML. Throws one error that lists all faults. */
export async function renderBook(): Promise<readonly RenderedPage[]> {
  const faults: string[] = []
  const written = problemPages.filter(({ coming }) => !coming)
  const rendered = await Promise.all(written.map((page) => problemPage(page, faults)))
  const figures = new Map(rendered.map(({ id, figures }) => [id, figures]))
  const questions = new Map(rendered.map(({ id, questions }) => [id, questions]))
  const pages = [homePage(figures, questions), ...rendered.map(({ page }) => page)]
  const checked = checkLinks(pages)
  faults.push(...checked.faults)
  if (faults.length > 0) throw new Error([...new Set(faults)].join('\n'))
  return checked.pages
}

function homePage(
  figures: ReadonlyMap<string, readonly PlacedFigure[]>,
  questions: ReadonlyMap<string, readonly string[]>,
): RenderedPage {
  return {
    route: '',
    title: `${BOOK}: five problems on why deep networks train, or do not`,
    description:
      'A book that runs: five problems on why deep networks train or do not, each with its derivation and a live network beside it.',
    body: html(
      <Home
        problems={problemPages}
        figures={figures}
        hero={heroIn(figures)}
        questions={questions}
        formula={(source) => formulaHtml(source)}
      />,
    ),
  }
}

/** The first experiment of the book that declares how it stands on the first page, as the client will take it over. */
function heroIn(figures: ReadonlyMap<string, readonly PlacedFigure[]>): PlacedHero | undefined {
  for (const [problem, placed] of figures)
    for (const { name, experiment: whole } of placed) {
      const experiment = heroOf(whole)
      if (!experiment) continue
      const figure = new Session(`${problem}/${name}`, experiment, undefined)
      const island = <HeroIsland {...{ problem, name, whole, experiment, figure }} />
      return { problem, name, html: renderToString(island, { identifierPrefix: HERO_PREFIX }) }
    }
  return undefined
}

interface RenderedProblem {
  readonly id: string
  readonly page: RenderedPage
  /** In the order of the page. */
  readonly figures: readonly PlacedFigure[]
  /** The names of its questions, in the order of the page. */
  readonly questions: readonly string[]
}

async function problemPage(page: ProblemPage, faults: string[]): Promise<RenderedProblem> {
  const experiments = problemIds.includes(page.id) ? await loadExperiments(page.id) : {}
  const questions = await loadQuestions(page.id)
  const figures: PlacedFigure[] = []
  const placed: string[] = []
  const asked = askedIn(page.id, questions, experiments)
  const { figure, claimRunner } = islands(page.id, experiments)
  const data: PageData = {
    problem: page,
    experiments,
    questions,
    figure: (name) => {
      const experiment = experiments[name]
      if (experiment) figures.push({ name, experiment })
      return figure(name)
    },
    claimRunner,
    question: (name, at) => {
      placed.push(name)
      const { html, fault } = asked.get(name) ?? { html: '', fault: undefined }
      if (fault) faults.push(`${at}: ${fault}`)
      return html
    },
    formula: (source) => formulaHtml(source),
    fault: (at, message) => faults.push(`${at}: ${message}`),
  }
  const body = html(<ProblemDocument page={page} data={data} {...neighbours(problemPages, page.id)} />)
  const title = `${page.number}. ${page.title} · ${BOOK}`
  return {
    id: page.id,
    page: { route: page.route, title, description: page.question, body },
    figures,
    questions: placed,
  }
}

const html = (page: ReactNode) => renderToStaticMarkup(page)

/** Renders the islands of a page, each as a separate root, because the client hydrates each separately. */
function islands(problem: string, experiments: Readonly<Record<string, Experiment>>) {
  const rendered = new Map<string, string>()
  const atRest = () => ''
  const keep = (prefix: string, island: ReactNode) =>
    rendered.set(prefix, renderToString(island, { identifierPrefix: prefix }))
  // Rendered before the page, because a render inside a render has no hooks of its own.
  for (const [name, experiment] of Object.entries(experiments)) {
    const figure = new Session(`${problem}/${name}`, experiment, undefined)
    keep(
      figurePrefix(name),
      <FigureIsland name={name} experiment={experiment} figure={figure} address={atRest} embedAddress={atRest} />,
    )
    for (const claim of Object.keys(experiment.claims))
      keep(claimPrefix(name, claim), <ClaimIsland repeated={experiment.about.repeated} />)
  }
  return {
    figure: (name: string) => rendered.get(figurePrefix(name)) ?? '',
    claimRunner: (name: string, claim: string) => rendered.get(claimPrefix(name, claim)) ?? '',
  }
}

/** The panel of each question, and what is wrong in its formulas. */
function askedIn(problem: string, questions: Questions, experiments: Readonly<Record<string, Experiment>>) {
  const asked = new Map<string, { html: string; fault: string | undefined }>()
  for (const [name, question] of Object.entries<Placed>(questions)) {
    let fault: string | undefined
    const formula = (source: string) => {
      try {
        return formulaHtml(source)
      } catch (error) {
        fault ??= `the question "${name}": ${error instanceof Error ? error.message : String(error)}`
        return ''
      }
    }
    const figure = question.kind === 'sketch' ? experiments[question.figure] : undefined
    const axes = question.kind === 'sketch' && figure ? sketchAxes(question, figure) : undefined
    const island = <QuestionIsland id={`${problem}/${name}`} {...{ question, formula, axes }} />
    const html = renderToString(island, { identifierPrefix: questionPrefix(name) })
    // The replies are not in the page, but their formulas have to be right as well.
    for (const text of textsOf(question)) renderToString(<Prose text={text} formula={formula} />)
    asked.set(name, { html, fault })
  }
  return asked
}
