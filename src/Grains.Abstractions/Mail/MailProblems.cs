namespace EmailAgent.Grains.Mail;

/// <summary>Refusals of requests for messages.</summary>
public static class MailProblems
{
    /// <summary>The message or attachment exceeds the size that is read from mail servers.</summary>
    [Problem(422, "Too large to read")]
    public const string TooLargeToRead = "too_large_to_read";
}
