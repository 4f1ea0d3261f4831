using Orleans.Embedded.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Reminders;

/// <summary>The table of reminders.</summary>
internal sealed class ReminderStore(EngineDatabase database)
{
    public async Task<List<Reminder>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Command(
            "SELECT grain_type, grain_key, name, start_at, period, last_tick FROM engine.reminders");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var reminders = new List<Reminder>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            reminders.Add(new Reminder(
                GrainId.Create(reader.GetString(0), reader.GetString(1)),
                reader.GetString(2),
                reader.GetDateTime(3),
                reader.GetTimeSpan(4),
                reader.IsDBNull(5) ? null : reader.GetDateTime(5)));
        }
        return reminders;
    }

    public Task SaveAsync(Reminder reminder) => database.ExecuteAsync(
        """
        INSERT INTO engine.reminders (grain_type, grain_key, name, start_at, period)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (grain_type, grain_key, name)
        DO UPDATE SET start_at = excluded.start_at, period = excluded.period, last_tick = NULL
        """,
        reminder.GrainId.Type.ToString(), reminder.GrainId.KeyText, reminder.ReminderName, reminder.StartAt, reminder.Period);

    public Task DeleteAsync(GrainId grainId, string name) => database.ExecuteAsync(
        "DELETE FROM engine.reminders WHERE grain_type = $1 AND grain_key = $2 AND name = $3",
        grainId.Type.ToString(), grainId.KeyText, name);

    /// <summary>Notes the tick, unless the reminder was replaced since.</summary>
    public Task SaveTickAsync(Reminder reminder) => database.ExecuteAsync(
        """
        UPDATE engine.reminders SET last_tick = $5
        WHERE grain_type = $1 AND grain_key = $2 AND name = $3 AND start_at = $4
        """,
        reminder.GrainId.Type.ToString(), reminder.GrainId.KeyText, reminder.ReminderName, reminder.StartAt, reminder.LastTick!.Value);
}
