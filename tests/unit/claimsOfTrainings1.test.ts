import { testTrainings } from '../claims'

testTrainings(0)
