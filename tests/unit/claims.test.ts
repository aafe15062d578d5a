import { testClaims } from '../claims/claims'
import { everyExperiment } from '../runs'

testClaims(everyExperiment.filter(({ experiment }) => !experiment.waits))
