package io.minimost.presence.servlet;

import java.net.http.HttpClient;

/** What must hold over HTTP/2, too: streams, which last, and bodies, which may not come. */
abstract class Http2Contract extends FilterFixture
        implements Http2OverHttp,
                EventsOverHttp,
                StreamChannelsOverHttp,
                StreamUsersOverHttp,
                StreamSignalsOverHttp,
                StreamRightsOverHttp,
                StreamRightsRacesOverHttp,
                StreamForgottenOverHttp,
                StreamResumeOverHttp,
                StreamLongAbsenceOverHttp,
                StreamFactsOverHttp,
                StreamTimesOverHttp,
                StreamHostEventsOverHttp,
                StreamRefusalsOverHttp {
    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_2;
    }
}
