/** The experiments of this page, a file each. */
export { gradients } from './gradients'
export { runTime as 'run-time' } from './runTime'
export { training } from './training'
