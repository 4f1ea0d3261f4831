namespace EmailAgent.Grains.Uploads;

/// <summary>
/// The contents that a message may be made of. A member writes from the mailbox of another user: uploads belong to the user who writes, received mail to
/// the owner of the mailbox.
/// </summary>
/// <param name="UserId">The owner of the mailbox, whose received mail can be attached.</param>
/// <param name="ActorId">The user who writes, whose uploads can be attached; null for the work of the product.</param>
/// <param name="Holder">What refers to uploads already, as kind:id; these can be attached by each user who may change it. Null for nothing.</param>
internal sealed record AttachmentScope(Guid UserId, Guid? ActorId, string? Holder = null)
{
    /// <summary>Returns the scope of a user who writes from an own mailbox.</summary>
    public static AttachmentScope Of(Guid userId) => new(userId, userId);
}
