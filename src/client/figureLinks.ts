import type { Experiment } from '../experiment'
import type { FigureState } from '../figure/state'
import { writeAddress } from '../figure/url/address'
import type { ContentStore } from '../figure/url/contentStore'
import { embedSearch } from '../figure/url/embedAddress'
import { fragmentOf } from '../figure/url/fragment'

/** A figure as a link opens it: its state, and the store of the texts and pictures of the reader. */
export interface LinkedFigure {
  readonly name: string
  readonly experiment: Experiment
  readonly state: FigureState
  readonly store: ContentStore
}

/** The query and the fragment of a link to a figure, on top of the query `search` of a page. The fragment contains the pictures of the reader. */
export function linkTo(figure: LinkedFigure, search: string): string {
  const fragment = fragmentOf(figure.experiment, figure.state)
  return `${queryOf(figure, search)}#${figure.name}${fragment && `?${fragment}`}`
}

/**
 * The same with nothing of the other figures, of the page, or of the reader's answers: for a QR code. It sets the figure in any case, so that the
 * figure is not held back where the link is opened.
 */
export function ownLinkTo(figure: LinkedFigure): string {
  const { name, experiment, state } = figure
  const fragment = fragmentOf(experiment, state)
  const query = queryOf({ ...figure, state: { ...state, answers: [] } }, '')
  return `${query || `?${name}.seed=1`}#${name}${fragment && `?${fragment}`}`
}

/** The same for the figure alone, in the frame of another page. */
export function embedLinkTo(figure: LinkedFigure): string {
  const { name, experiment, state } = figure
  const fragment = fragmentOf(experiment, state)
  return `${embedSearch(name, queryOf(figure, ''))}${fragment && `#${name}?${fragment}`}`
}

const queryOf = ({ name, experiment, state, store }: LinkedFigure, search: string): string =>
  writeAddress(search, name, experiment, state, store)
