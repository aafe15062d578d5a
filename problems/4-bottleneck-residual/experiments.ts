/** The experiments of this page, a file each. */
export { count } from './count'
export { directPath as 'direct-path' } from './directPath'
export { gamma } from './gamma'
export { training } from './training'
