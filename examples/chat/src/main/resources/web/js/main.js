/** Lets the user sign in, then starts the parts of the page. */
import { get } from "./api.js";
import { startCallHere } from "./call/call-here.js";
import { startCallPanel } from "./call/call-panel.js";
import { startCalls } from "./call/calls.js";
import { startInvite } from "./call/invite.js";
import { startRing } from "./call/ring.js";
import { startChannelCreate } from "./channel-create.js";
import { startChannelSettings } from "./channel-settings.js";
import { load, mayOpen, nameOf, onChannels, publicChannels, startChannels } from "./channels.js";
import { startComposer } from "./composer.js";
import { byId } from "./dom.js";
import { startDrawer } from "./drawer.js";
import { startHeader } from "./header.js";
import { startMessageActions } from "./message-actions.js";
import { showTicks, startMessages } from "./messages.js";
import { startWatching } from "./online.js";
import { startPeers } from "./peers.js";
import { startPeople } from "./people.js";
import { channel, followAddress, open } from "./place.js";
import { notePlace, startPlaceNote } from "./place-note.js";
import { quietly } from "./poll.js";
import { startPrivacy } from "./privacy.js";
import { startReceipts } from "./receipts.js";
import { startSharesHere } from "./share/shares-here.js";
import { startSharing } from "./share/sharing.js";
import { startWatchingShares } from "./share/watching.js";
import { startSidebar } from "./sidebar.js";
import { signIn } from "./sign-in.js";
import { startStatus } from "./status.js";
import { startStatuses } from "./statuses.js";
import { startClient, startStream } from "./stream.js";
import { startTyping } from "./typing.js";
import { startUnread } from "./unread.js";

const { user } = await get("/me");
const me = user ?? (await signIn());
startClient(me);
startPeople(me);
// Another user may have signed in meanwhile, in another tab: the cookie is that of the browser.
document.addEventListener("visibilitychange", () =>
  quietly(async () => (await get("/me")).user === me || location.reload()),
);
await startChannels(me);

byId("chat").hidden = false;
startPlaceNote();
followAddress(mayOpen, publicChannels()[0], () =>
  notePlace(`The channel in this link does not exist, or you are not a member of it. This is ${nameOf(channel)}.`),
);
onChannels(async () => {
  // A new stream may begin with a state from a moment ago. A user who has just created a channel must stay in it.
  if (!mayOpen(channel)) {
    await quietly(load);
    if (!mayOpen(channel)) {
      open(publicChannels()[0]);
      notePlace(`You are no longer a member of that channel. This is ${nameOf(channel)}.`);
    }
  }
});
startUnread();
startSidebar(me);
startHeader(me);
startDrawer();
startTyping();
startComposer(startMessages(me));
startMessageActions();
startReceipts(showTicks);
startChannelCreate();
startChannelSettings(me);
startCalls(me);
startCallHere(me);
startCallPanel(me);
startInvite();
startRing();
startSharing(me);
startWatchingShares(me);
startSharesHere(me);
startStatus(me, startWatching(), startStatuses());
startPrivacy();
startPeers();
startStream();
