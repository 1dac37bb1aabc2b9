package io.minimost.presence.internal;

import java.util.Optional;
import org.jdbi.v3.core.config.JdbiConfig;

/** Tells the handlers of {@link FastSql} how the statements of their connection are sent. Public because JDBI creates it. */
public final class PipelineConfig implements JdbiConfig<PipelineConfig> {
    private Optional<StatementPipeline> pipeline = Optional.empty();

    /** For JDBI: each statement is sent by itself. */
    public PipelineConfig() {}

    /** Empty if each statement is sent by itself. */
    Optional<StatementPipeline> pipeline() {
        return pipeline;
    }

    void setPipeline(StatementPipeline newPipeline) {
        pipeline = Optional.of(newPipeline);
    }

    @Override
    public PipelineConfig createCopy() {
        PipelineConfig copy = new PipelineConfig();
        copy.pipeline = pipeline;
        return copy;
    }
}
