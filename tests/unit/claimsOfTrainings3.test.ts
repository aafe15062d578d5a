import { testTrainings } from '../claims/claims'

testTrainings(2)
