import type { ReactNode } from 'react'
import { renderToStaticMarkup, renderToString } from 'react-dom/server'
import { loadExperiments, problemIds } from '../../engine/catalog'
import type { Experiment } from '../../experiment'
import { Session } from '../../figure/session'
import { neighbours } from '../../pages/contents'
import { Home } from '../../pages/home'
import { ClaimIsland, claimPrefix, FigureIsland, figurePrefix } from '../../pages/islands'
import type { PageData } from '../../pages/pageData'
import { type ProblemPage, problemPages } from '../../pages/pages'
import { ProblemDocument } from '../../pages/problem'
import { formulaHtml } from '../formulas/katex'
import { heroData } from './hero'
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
  const pages = [homePage(), ...(await Promise.all(written.map((page) => problemPage(page, faults))))]
  const checked = checkLinks(pages)
  faults.push(...checked.faults)
  if (faults.length > 0) throw new Error([...new Set(faults)].join('\n'))
  return checked.pages
}

function homePage(): RenderedPage {
  return {
    route: '',
    title: `${BOOK}: five problems on why deep networks train, or do not`,
    description:
      'A book that runs: five problems on why deep networks train or do not, each with its derivation and a live network beside it.',
    body: html(<Home problems={problemPages} hero={heroData()} formula={(source) => formulaHtml(source)} />),
  }
}

async function problemPage(page: ProblemPage, faults: string[]): Promise<RenderedPage> {
  const experiments = problemIds.includes(page.id) ? await loadExperiments(page.id) : {}
  const data: PageData = {
    problem: page,
    experiments,
    ...islands(page.id, experiments),
    formula: (source) => formulaHtml(source),
    fault: (at, message) => faults.push(`${at}: ${message}`),
  }
  return {
    route: page.route,
    title: `${page.number}. ${page.title} · ${BOOK}`,
    description: page.question,
    body: html(<ProblemDocument page={page} data={data} {...neighbours(problemPages, page.id)} />),
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
    keep(figurePrefix(name), <FigureIsland name={name} experiment={experiment} figure={figure} address={atRest} />)
    for (const claim of Object.keys(experiment.claims))
      keep(claimPrefix(name, claim), <ClaimIsland repeated={experiment.about.repeated} />)
  }
  return {
    figure: (name: string) => rendered.get(figurePrefix(name)) ?? '',
    claimRunner: (name: string, claim: string) => rendered.get(claimPrefix(name, claim)) ?? '',
  }
}
