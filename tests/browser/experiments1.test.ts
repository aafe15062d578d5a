import { testExperiments } from './experiments'

testExperiments(0)
