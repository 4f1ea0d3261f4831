namespace EmailAgent.Storage.Mail;

/// <summary>
/// The session may not write (any more): a newer one has begun, or the connection is being deleted or gone. Nothing was
/// changed; the session must end.
/// </summary>
public sealed class StaleSessionException() : Exception("This session may no longer write to the mailbox.");
