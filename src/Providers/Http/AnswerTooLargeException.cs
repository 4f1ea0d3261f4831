namespace EmailAgent.Providers.Http;

/// <summary>An answer, or a part of one, is larger than what is read.</summary>
internal sealed class AnswerTooLargeException : Exception;
