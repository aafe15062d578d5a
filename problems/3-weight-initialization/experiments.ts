/** The experiments of this page, a file each. */
export { depth } from './depth'
export { saturation } from './saturation'
export { sigmoid } from './sigmoid'
export { variance } from './variance'
