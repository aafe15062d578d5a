import './book/styles'
import { followPresets, wakeNear } from './book/awaken'
import { followContents } from './book/contentsSpy'
import { easeFormulas } from './book/formulas'
import { openOnDemand } from './book/reveal'
import { lightTerms } from './book/terms'
import { offerTheme } from './book/theme'

// All the script that a page needs before a figure is near: the prose itself is plain HTML.
offerTheme()
lightTerms()
openOnDemand()
followContents()
easeFormulas()
followPresets()
wakeNear()
