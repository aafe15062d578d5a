export { ClaimRunner } from './ClaimRunner'
export { FigurePanel } from './FigurePanel'
