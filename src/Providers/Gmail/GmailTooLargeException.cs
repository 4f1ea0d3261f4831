namespace EmailAgent.Providers.Gmail;

/// <summary>An answer, or a part of one, is larger than what is read.</summary>
internal sealed class GmailTooLargeException : Exception;
