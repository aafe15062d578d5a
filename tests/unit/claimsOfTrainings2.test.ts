import { testTrainings } from '../claims'

testTrainings(1)
