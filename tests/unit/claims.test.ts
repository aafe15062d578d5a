import { testClaims } from '../claims'
import { everyExperiment } from '../runs'

testClaims(everyExperiment.filter(({ experiment }) => !experiment.waits))
