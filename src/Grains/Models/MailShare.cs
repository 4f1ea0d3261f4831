namespace EmailAgent.Grains.Models;

/// <summary>The parts of mail that a request contains, or may contain. Each includes those before it.</summary>
internal enum MailShare
{
    Nothing,

    /// <summary>Subjects, names and addresses.</summary>
    Subjects,

    /// <summary>Texts of messages.</summary>
    Bodies,
}
