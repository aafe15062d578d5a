import { testClaims } from '../claims'
import { everyExperiment } from '../runs'

// The first problem's, which take longest.
testClaims(
  everyExperiment.filter(({ problem, experiment }) => experiment.waits && problem === everyExperiment[0]?.problem),
)
