namespace Orleans.Runtime
{
    /// <summary>The base of the engine's own exceptions.</summary>
    public class OrleansException(string message) : Exception(message);

    /// <summary>A call could not be delivered, and its method did not run.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        internal OrleansMessageRejectionException(string message)
            : base(message)
        {
        }
    }

    /// <summary>The engine is not running: not started yet, or stopping.</summary>
    public sealed class SiloUnavailableException(string msg) : OrleansMessageRejectionException(msg);
}

namespace Orleans.Storage
{
    /// <summary>
    /// The stored state was changed by somebody else since it was read. The activation that saw this ends with its call;
    /// the next one reads again.
    /// </summary>
    public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : Runtime.OrleansException(errorMsg)
    {
        /// <summary>The etag found in storage, as far as it is known.</summary>
        public string? StoredEtag { get; } = storedEtag;

        /// <summary>The etag the grain held.</summary>
        public string? CurrentEtag { get; } = currentEtag;
    }
}
