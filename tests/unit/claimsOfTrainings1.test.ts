import { testTrainings } from '../claims/claims'

testTrainings(0)
