import { testExperiments } from './experiments'

testExperiments(1)
