package io.minimost.presence.calls;

import io.minimost.presence.internal.CallLookup;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Transaction;
import java.util.List;

/** Who is in a call, for other capabilities. */
record AnsweredCalls(Dao<CallMembershipSql> memberships) implements CallLookup {
    @Override
    public boolean isInCall(Transaction transaction, String user) {
        return transaction.sql(memberships).answeredCallOf(user) != null;
    }

    @Override
    public List<String> usersIn(Transaction transaction, String call) {
        return transaction.sql(memberships).usersIn(call);
    }

    @Override
    public List<String> all(Transaction transaction) {
        return transaction.sql(memberships).usersInAnsweredCalls();
    }
}
