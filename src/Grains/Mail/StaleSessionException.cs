namespace EmailAgent.Grains.Mail;

/// <summary>
/// The error of a session that is not allowed to write: a newer one has begun, or the connection is being deleted or gone.
/// Nothing was changed; the session must end.
/// </summary>
internal sealed class StaleSessionException() : Exception("This session may no longer write to the mailbox.");
