import { testTrainings } from '../claims'

testTrainings(2)
