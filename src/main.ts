import './styles/styles'

import { copyFormulas } from './client/copyFormulas'
import { embedFigure } from './client/embed/embedFigure'
import { easeFormulas } from './client/formulas'
import { followPresets, hydrateFigures, hydrateNear, obeyParent } from './client/hydration'
import { mendAddress } from './client/mendAddress'
import { keepOffline } from './client/offline/keepOffline'
import { offerPrint } from './client/print'
import { openOnDemand } from './client/reveal'
import { followContents } from './client/scrollSpy'
import { lightTerms } from './client/terms'
import { offerTheme } from './client/theme'

const page = document.documentElement.dataset

// All the script that a page needs before a figure comes near the screen: the text is plain HTML.
offerTheme()
mendAddress()
lightTerms()
if (page.embed === undefined) {
  openOnDemand()
  followContents()
  easeFormulas()
  copyFormulas()
  followPresets()
  offerPrint(hydrateFigures)
} else embedFigure(obeyParent)
hydrateNear()
keepOffline()
// What is not alive does not look alive: without this the page shows itself as it is without script.
page.script = 'running'
