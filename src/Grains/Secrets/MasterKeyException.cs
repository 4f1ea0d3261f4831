namespace EmailAgent.Grains.Secrets;

/// <summary>
/// An error of the master key: it is missing, damaged, or not the key of this database. The message states which, for the operator. Nothing
/// was changed.
/// </summary>
internal sealed class MasterKeyException(string message, Exception? inner = null) : Exception(message, inner);
