import './styles/styles'

import { copyFormulas } from './client/copyFormulas'
import { easeFormulas } from './client/formulas'
import { followPresets, hydrateNear } from './client/hydration'
import { mendAddress } from './client/mendAddress'
import { answerOnFocus } from './client/questions/focus'
import { openOnDemand } from './client/reveal'
import { followContents } from './client/scrollSpy'
import { lightTerms } from './client/terms'
import { offerTheme } from './client/theme'
import { pageWork } from './client/work/pageWork'

// All the script that a page needs before a figure comes near the screen: the text is plain HTML.
offerTheme()
mendAddress()
lightTerms()
openOnDemand()
followContents()
easeFormulas()
copyFormulas()
followPresets()
answerOnFocus(pageWork())
hydrateNear()
// What is not alive does not look alive: without this the page shows itself as it is without script.
document.documentElement.dataset.script = 'running'
