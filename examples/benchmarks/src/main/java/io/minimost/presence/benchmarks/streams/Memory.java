package io.minimost.presence.benchmarks.streams;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process, in bytes.
 *
 * @param resident the resident set; NaN where the system does not report it
 * @param heap the live objects
 */
public record Memory(double resident, double heap) {
    private static final Path STATUS = Path.of("/proc/self/status");

    /** Measures this process, after a garbage collection. */
    static Memory now() throws IOException {
        // The second collection frees what the first one found to be finalizable.
        System.gc();
        System.gc();
        return new Memory(
                residentBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static double residentBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Double.NaN;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(Double.NaN);
    }

    String text() {
        return resident + " " + heap;
    }

    static Memory parse(String text) {
        String[] parts = text.split(" ", 2);
        return new Memory(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    /** Returns how much more this is than {@code before}, for each of {@code streams}. */
    Memory since(Memory before, int streams) {
        return new Memory((resident - before.resident) / streams, (heap - before.heap) / streams);
    }
}
