using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Jobs;

/// <summary>Marks a text that is the state of a job.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JobStateNameAttribute() : AllowedValuesAttribute(JobStates.Scheduled, JobStates.Ready, JobStates.Running, JobStates.Parked);
