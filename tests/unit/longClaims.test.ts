import { testClaims } from '../claims'
import { everyExperiment } from '../runs'

// Beside the others, not behind them: these train.
testClaims(everyExperiment.filter(({ experiment }) => experiment.waits))
