export { NetworkSketch } from '../charts'
export { ClaimRunner } from './evidence/ClaimRunner'
export { HeroPanel } from './hero/HeroPanel'
export { FigurePanel } from './panel/FigurePanel'
