CREATE TABLE of_a_feature (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE
);
