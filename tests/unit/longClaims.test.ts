import { testClaims } from '../claims'
import { everyExperiment } from '../runs'

// Beside the others, not behind them: these train. Networks of images take longest, and have a file of their own.
testClaims(
  everyExperiment.filter(({ problem, experiment }) => experiment.waits && problem !== everyExperiment[0]?.problem),
)
