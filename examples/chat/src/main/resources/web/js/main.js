/** Asks who is here, then starts the parts of the page. */
import { get } from "./api.js";
import { startComposer } from "./composer.js";
import { byId } from "./dom.js";
import { startDrawer } from "./drawer.js";
import { startHeader } from "./header.js";
import { startMessages } from "./messages.js";
import { startWatching } from "./online.js";
import { followAddress, partner } from "./place.js";
import { startReporting } from "./presence.js";
import { startSidebar } from "./sidebar.js";
import { signIn } from "./sign-in.js";
import { startStatus } from "./status.js";
import { startTyping } from "./typing.js";
import { startUnread } from "./unread.js";

const { user } = await get("/me");
const me = user ?? (await signIn());
const channels = await get("/channels");

byId("chat").hidden = false;
followAddress((channel) => channels.includes(channel) || partner(channel, me) !== null, channels[0]);
startReporting();
startUnread(me);
startSidebar(me, channels);
startHeader(me);
startDrawer();
startTyping();
startComposer(me, startMessages(me));
startStatus(me, startWatching());
