export { NetworkSketch } from '../charts'
export { ClaimRunner } from './evidence/ClaimRunner'
export { HeroPanel } from './hero/HeroPanel'
export { type Embedded, FigurePanel } from './panel/FigurePanel'
