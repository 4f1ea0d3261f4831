namespace EmailAgent.Storage.Secrets;

/// <summary>The master key is missing, damaged, or not the one of this database; the message says which, for the operator. Nothing was changed.</summary>
public sealed class MasterKeyException(string message, Exception? inner = null) : Exception(message, inner);
