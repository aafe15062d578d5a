export { gradientFlow as 'gradient-flow' } from './gradientFlow'
export { languageModel as 'language-model' } from './languageModel'
export { runTime as 'run-time' } from './runTime'
export { tape } from './tape'
