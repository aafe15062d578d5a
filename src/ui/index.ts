export { ClaimRunner } from './evidence/ClaimRunner'
export { FigurePanel } from './panel/FigurePanel'
