import type { ComponentType } from 'react'
import { Formula } from '../words'
import { Assumption, Step, Steps } from './derivation'
import { Claim, Claims, Experiment, Preset } from './figures'
import { Aside, AsPrinted } from './notes'
import { Hint, Part, Problem, Solution } from './parts'
import type { TagName } from './vocabulary'

/** What each tag of the author becomes. */
const authored = {
  Problem,
  Part,
  AsPrinted,
  Aside,
  Hint,
  Solution,
  Step,
  Assumption,
  Experiment,
  Preset,
  Claim,
} satisfies Record<TagName, unknown>

/** With those that the page's compiler puts in. */
export const tags = { ...authored, Steps, Claims, Formula }

/** A compiled page. */
export type PageContent = ComponentType<{ readonly components: typeof tags }>
