namespace EmailAgent.Mail.Mime;

/// <summary>A delimiter line of a multipart.</summary>
/// <param name="ContentEnd">End of the part before it.</param>
/// <param name="Next">Start of the line after it.</param>
/// <param name="IsClose">Whether it closes the multipart.</param>
internal readonly record struct Delimiter(int ContentEnd, int Next, bool IsClose);
