import { judge, read } from '../../answer'
import type { Judging } from '../../ui/question/record/judging'

/** Judges what panels give. */
export const judging: Judging = { judge, read }
