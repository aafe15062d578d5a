import { Projector } from 'lucide-react'
import type { Neighbours, OutlineEntry, Problem } from './contents'
import { type PageData, PageDataContext } from './pageData'
import type { ProblemPage } from './pages'
import { Shell } from './shell'
import { tags } from './tags'
import { Words } from './words'
import { AskedAgain } from './work'

const ROOT = '../../'

interface ProblemDocumentProps extends Neighbours {
  readonly page: ProblemPage
  readonly data: PageData
}

/** The whole page of a problem. */
export function ProblemDocument({ page, data, previous, next }: ProblemDocumentProps) {
  const { Content } = page
  const file = `problems/${page.id}/page.mdx`
  return (
    <PageDataContext value={data}>
      <Shell root={ROOT} home={false}>
        <div className="page">
          <nav className="contents-beside" aria-label="On this page">
            <Contents outline={page.outline} file={file} />
          </nav>
          <main id="top" tabIndex={-1} data-problem={page.id}>
            <header className="title-block">
              <p className="label">Problem {page.number}</p>
              <h1>{page.title}</h1>
              <p className="question">{page.question}</p>
              <p className="source">
                {page.source}. <a href={`${ROOT}#indices`}>How to read the indices</a>
              </p>
              <button
                type="button"
                className="quiet lecture-start"
                data-lecture-start
                title="Show this page as a lecture (L)"
              >
                <Projector aria-hidden="true" />
                <span>Lecture</span>
              </button>
            </header>
            <nav className="contents-within" aria-label="On this page">
              <details>
                <summary>On this page</summary>
                <Contents outline={page.outline} file={file} />
              </details>
            </nav>
            <article>
              <Content components={tags} />
            </article>
            <AskedAgain problem={page.id} count={Object.keys(data.questions).length} />
            <nav className="neighbours" aria-label="Neighbouring problems">
              <Neighbour problem={previous} way="Before" />
              <Neighbour problem={next} way="Next" />
            </nav>
          </main>
        </div>
      </Shell>
    </PageDataContext>
  )
}

interface ContentsProps {
  readonly outline: readonly OutlineEntry[]
  readonly file: string
}

function Contents({ outline, file }: ContentsProps) {
  return (
    <ol className="contents">
      {outline.map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>
            {id.length === 1 && <span className="letter">{id} </span>}
            <span>
              <Words text={title} at={file} />
            </span>
          </a>
        </li>
      ))}
    </ol>
  )
}

interface NeighbourProps {
  readonly problem: Problem | undefined
  readonly way: 'Before' | 'Next'
}

/** A link to the problem before or after; a problem that is not written yet is shown without link. */
function Neighbour({ problem, way }: NeighbourProps) {
  if (!problem) return <span />
  const title = `${problem.number}. ${problem.title}`
  return (
    <p className={way === 'Next' ? 'next' : 'before'}>
      <span className="label">{problem.coming ? `${way}, not yet written` : way}</span>
      {problem.coming ? <span>{title}</span> : <a href={`${ROOT}${problem.route}`}>{title}</a>}
    </p>
  )
}
